// A form whose work takes longer says so, and is sent once however often its button is pressed.
(() => {
  "use strict";
  for (const form of document.querySelectorAll("form[data-working]")) {
    const button = form.querySelector("button.primary");
    const words = button.textContent;
    const said = document.createElement("p");
    said.className = "working";
    said.setAttribute("role", "status");
    form.append(said);
    form.addEventListener("submit", (event) => {
      if (form.classList.contains("sent")) return event.preventDefault();
      form.classList.add("sent");
      button.textContent = "Working …";
      button.setAttribute("aria-disabled", "true");
      said.textContent = form.dataset.working;
    });
    // Where the browser goes back to this page, the form can be sent again.
    addEventListener("pageshow", () => {
      form.classList.remove("sent");
      button.textContent = words;
      button.removeAttribute("aria-disabled");
      said.textContent = "";
    });
  }
})();
