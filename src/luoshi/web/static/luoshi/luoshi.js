// Conveniences over pages that work without it: keys, auto-submitting chips, one click per form.
(() => {
  "use strict";
  const typing = (el) => el.closest("input, textarea, select, [contenteditable], dialog, details[open]");
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((r) => r.querySelector("a[href]"));

  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((r) => r.classList.contains("sel"));
    const next = Math.min(all.length - 1, Math.max(0, now + by));
    if (now >= 0) all[now].classList.remove("sel");
    all[next].classList.add("sel");
    all[next].querySelector("a[href]").focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing || typing(e.target)) return;
    if (e.key === "/") {
      const find = document.querySelector("[data-find]");
      if (find) { e.preventDefault(); find.focus(); find.select(); }
    } else if (e.key === "o" || e.key === "O") {
      const link = document.querySelector('[data-shortcut="o"]');
      if (link) { e.preventDefault(); link.click(); }
    } else if (e.key === "j" || e.key === "k") {
      e.preventDefault();
      step(e.key === "j" ? 1 : -1);
    }
  });

  // Ctrl+Enter sends the box one is writing in, with the browser's own checks.
  document.addEventListener("keydown", (e) => {
    const box = e.target.closest("textarea[data-send]");
    if (box && e.key === "Enter" && (e.ctrlKey || e.metaKey)) { e.preventDefault(); box.form.requestSubmit(); }
  });

  document.addEventListener("change", (e) => {
    const form = e.target.closest("form[data-auto]");
    if (form && e.target.matches("select")) form.requestSubmit();
  });

  // A form is sent once; coming back by the browser's history makes its buttons live again.
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.matches("[data-auto], .find")) {
      for (const el of form.elements) if (el.name && !el.value) el.disabled = true;
    }
    if (!form.matches("[data-once]") || e.defaultPrevented) return;
    if (form.dataset.sent) { e.preventDefault(); return; }
    form.dataset.sent = "1";
    for (const b of form.querySelectorAll("button:not([type=button])")) b.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form")) {
      delete form.dataset.sent;
      for (const el of form.elements) {
        if (form.matches("[data-auto], .find")) el.disabled = false;
        el.removeAttribute("aria-disabled");
      }
    }
  });

  document.addEventListener("click", (e) => {
    if (e.target.closest("[data-back]")) history.back();
    for (const open of document.querySelectorAll("details.drop[open]")) {
      if (!open.contains(e.target)) open.open = false;
    }
  });

  // Found rows came by themselves: the export and the view to be saved follow the new address.
  document.addEventListener("htmx:pushedIntoHistory", () => {
    const query = location.search.slice(1);
    const link = document.querySelector("[data-export]");
    if (link) link.href = `${link.pathname}?${query}`;
    const field = document.querySelector("[data-query]");
    if (field) field.value = query;
  });

  for (const el of document.querySelectorAll("[data-hide]")) el.hidden = true;
})();
