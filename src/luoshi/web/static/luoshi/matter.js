// The matter page's conveniences: print, and folding what is old (open without a script).
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const folded of document.querySelectorAll("details.earlier")) folded.open = false;
  window.addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details.earlier")) folded.open = true;
  });
})();
