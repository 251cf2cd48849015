// Single keys on the review page. Each presses a link or button that is there to be clicked.
(() => {
  "use strict";
  const busy = (el) => el.closest("input, textarea, select, [contenteditable]");
  const acts = (el) => el.closest("a[href], button, summary");

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.repeat || busy(e.target)) return;
    if (e.key === "Enter" && acts(e.target)) return;
    const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    const target = [...document.querySelectorAll("[data-key]")].find((el) => el.dataset.key === key);
    if (!target) return;
    e.preventDefault();
    target.click();
  });

  // The sentence being decided is brought into view inside its pane; the page itself stays.
  const pane = document.querySelector(".pane");
  const now = document.getElementById("now");
  if (pane && now && pane.scrollHeight > pane.clientHeight) {
    const offset = now.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += offset - pane.clientHeight / 3;
  }
  // A stretch marked in the text goes into the box for a missed sentence, which then opens.
  const box = document.querySelector("[data-selected]");
  document.addEventListener("mouseup", () => {
    const marked = document.getSelection();
    const words = marked && marked.anchorNode && pane && pane.contains(marked.anchorNode) ? String(marked).trim() : "";
    if (!box || words.length < 4) return;
    box.value = words;
    box.closest("details").open = true;
  });

  const first = document.querySelector("[data-first]");
  if (first) { first.focus(); first.select(); }
})();
