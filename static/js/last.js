for (const element of document.querySelectorAll("[data-module]")) {
  for (const name of element.dataset.module.split(" ")) {
    try {
      if (modules[name]) modules[name](element);
    } catch (problem) {
      console.error(name, problem);
    }
  }
}
