"use strict";
// Ticks are kept by the plan's reader and goals, and by book: a plan made anew
// for the same goals finds them. Without storage, they last as long as the page.
(() => {
  const boxes = [...document.querySelectorAll("input[data-book]")];
  if (boxes.length === 0) return;
  const key = "readpath:" + document.body.dataset.plan;
  let read = {};
  try {
    read = JSON.parse(localStorage.getItem(key)) || {};
  } catch { }
  const progress = document.querySelector(".progress");
  const show = () => {
    const ticked = boxes.filter((b) => b.checked);
    const sum = (list) => Math.round(list.reduce((h, b) => h + Number(b.dataset.hours), 0) * 10) / 10;
    for (const b of boxes) b.closest("article").classList.toggle("read", b.checked);
    progress.querySelector("progress").value = ticked.length;
    progress.querySelector("span").textContent =
      `${ticked.length} of ${boxes.length} read, ${sum(ticked)} of ${sum(boxes)} hours`;
  };
  for (const b of boxes) {
    b.checked = Object.hasOwn(read, b.dataset.book) && read[b.dataset.book] === true;
    b.addEventListener("change", () => {
      read[b.dataset.book] = b.checked;
      try {
        localStorage.setItem(key, JSON.stringify(read));
      } catch { }
      show();
    });
  }
  progress.hidden = false;
  show();
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  for (const week of document.querySelectorAll(".weeks > li")) {
    if (week.dataset.from <= today && today <= week.dataset.to) {
      week.classList.add("now");
      const mark = document.createElement("span");
      mark.className = "mark";
      mark.textContent = " this week";
      week.querySelector("p").append(mark);
    }
  }
})();
