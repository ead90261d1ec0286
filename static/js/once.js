// data-module="once": a form is sent once. The server refuses a second one anyway, by its one-use key.
modules.once = (form) => {
  form.addEventListener("submit", (event) => {
    const button = form.querySelector("button:not([type])");
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    if (button) button.setAttribute("aria-disabled", "true");
  });
  // Back from the next page: the form may be sent again.
  window.addEventListener("pageshow", () => {
    delete form.dataset.sent;
    const button = form.querySelector("[aria-disabled]");
    if (button) button.removeAttribute("aria-disabled");
  });
};
