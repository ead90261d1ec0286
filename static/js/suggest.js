// data-module="suggest": titles that go on as was typed, under a search box (ARIA’s combobox). In an empty box
// the down arrow shows what was looked for last, which this tab keeps until it is closed or somebody signs out.
const LOOKED_FOR = "looked-for";
const lookedFor = () => JSON.parse(sessionStorage.getItem(LOOKED_FOR) || "[]");

modules.suggest = (form) => {
  const line = navigator.connection || {};
  if (line.saveData || /2g/.test(line.effectiveType)) return;
  const box = form.elements.q;
  const list = document.createElement("ul");
  const says = document.createElement("p");
  let at = -1;
  let asked;
  says.className = "hidden";
  says.setAttribute("aria-live", "polite");
  form.append(says);
  list.id = box.id + "-titles";
  list.className = "suggested";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Titles");
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.autocomplete = "off";
  const show = (titles) => {
    list.textContent = "";
    at = -1;
    titles.forEach(([title, kind, url], number) => {
      const item = document.createElement("li");
      item.id = list.id + number;
      item.setAttribute("role", "option");
      item.textContent = `${title} (${kind})`;
      item.onmousedown = () => (location.href = url);
      item.dataset.url = url;
      list.append(item);
    });
    box.setAttribute("aria-expanded", titles.length > 0);
    box.removeAttribute("aria-activedescendant");
    titles.length ? box.after(list) : list.remove();
    says.textContent = titles.length ? `${titles.length} offered. The down arrow goes through them.` : "";
  };
  const move = (step) => {
    const items = [...list.children];
    at = ((at + step + 1 + items.length + 1) % (items.length + 1)) - 1;
    items.forEach((item, number) => item.setAttribute("aria-selected", number === at));
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", items[at].id);
  };
  show([]);
  box.addEventListener("input", () => {
    clearTimeout(asked);
    const typed = box.value.trim();
    if (typed.length < 3) return show([]);
    asked = setTimeout(async () => {
      const answer = await fetch("/search/suggestions?q=" + encodeURIComponent(typed)).catch(() => ({}));
      if (answer.ok && typed === box.value.trim()) show(await answer.json());
    }, 150);
  });
  box.addEventListener("blur", () => show([]));
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !box.value && !list.children.length) show(lookedFor().map((words) => [words, "looked for before", "/search?q=" + encodeURIComponent(words)]));
    if (!list.children.length) return;
    if (step) move(step), event.preventDefault();
    if (event.key === "Escape") show([]), event.preventDefault();
    if (event.key === "Enter" && at >= 0) (location.href = list.children[at].dataset.url), event.preventDefault();
  });
  const words = box.value.trim();
  if (words) sessionStorage.setItem(LOOKED_FOR, JSON.stringify([...new Set([words, ...lookedFor()])].slice(0, 5)));
};
