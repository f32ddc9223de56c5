// What can be tried on the page. All figures were computed before; nothing here weighs, fetches or stores anything.
(() => {
  "use strict";
  const source = document.getElementById("claimant-data");
  const known = source ? JSON.parse(source.textContent) : null;

  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };

  // Bars of all answers, and a sentence that is read out when they move.
  const bars = (place) => {
    const said = make("p", { "aria-live": "polite", class: "said" });
    const rows = known.answers.map((answer, index) => {
      const bar = make("span", { class: "bar" });
      const number = make("span", { class: "value" });
      place.append(make("div", { class: "row" }, make("bdi", {}, answer), make("span", { class: "track" }, bar), number));
      return { bar, number, index };
    });
    place.append(said);
    return (now, sentence) => {
      for (const { bar, number, index } of rows) {
        const before = known.now[index];
        bar.style.width = now[index] + "%";
        number.textContent = now[index] === before ? now[index] + "\u00a0%" : now[index] + "\u00a0% (" + before + ")";
      }
      said.textContent = sentence;
    };
  };

  const verdict = (step) =>
    known.answers[step.first] + (step.leads ? " leads" : " comes first, and who did it is not established") + " (" + step.now[step.first] + "\u00a0%).";

  const losses = (place) => {
    if (!known.losses.length) return;
    const choice = make("select", { id: "leave-out-choice" }, make("option", { value: "" }, "nothing"));
    const kinds = new Map();
    known.losses.forEach((loss, index) => {
      if (!kinds.has(loss.kind)) kinds.set(loss.kind, choice.appendChild(make("optgroup", { label: loss.kind })));
      kinds.get(loss.kind).append(make("option", { value: index }, loss.label));
    });
    place.append(make("label", { for: choice.id }, place.dataset.label), choice);
    const show = bars(place);
    const change = () => {
      const loss = known.losses[choice.value];
      show(loss ? loss.now : known.now, loss ? "Without it, " + verdict(loss) : "Nothing is left out.");
    };
    choice.addEventListener("change", change);
    change();
  };

  const frames = (place) => {
    if (known.frames.length < 2) return;
    const last = known.frames.length - 1;
    const slider = make("input", { type: "range", id: "as-of", min: 0, max: last, value: last });
    const at = make("output", { for: slider.id });
    place.append(make("label", { for: slider.id }, place.dataset.label, " ", at), slider);
    const show = bars(place);
    const change = () => {
      const frame = known.frames[slider.value];
      at.textContent = frame.at;
      slider.setAttribute("aria-valuetext", frame.at);
      show(frame.now, "By then, " + verdict(frame));
    };
    slider.addEventListener("input", change);
    change();
  };

  // Rows of all positions that have the word; a row's quotes go with it, and what is folded opens while a word is there.
  const filter = (place) => {
    const field = make("input", { type: "search", id: "filter-positions", autocomplete: "off" });
    const count = make("span", { "aria-live": "polite", class: "said" });
    place.append(make("label", { for: field.id }, place.dataset.label), field, count);
    const tables = [...document.querySelectorAll("table.held")];
    field.addEventListener("input", () => {
      const word = field.value.trim().toLowerCase();
      let shown = 0;
      for (const table of tables) {
        let fits = false;
        let here = 0;
        for (const row of table.tBodies[0].rows) {
          if (!row.classList.contains("opening")) {
            fits = !word || row.textContent.toLowerCase().includes(word);
            shown += fits;
            here += fits;
          }
          row.hidden = !fits;
        }
        table.closest(".scroll").hidden = Boolean(word) && !here;
        const folded = table.closest("details.more");
        if (folded) {
          folded.open = Boolean(word) && here > 0;
          folded.hidden = Boolean(word) && !here;
        }
      }
      count.textContent = word ? shown + (shown === 1 ? " position" : " positions") : "";
    });
  };

  const panels = { losses, frames, filter };
  for (const place of document.querySelectorAll(".live")) {
    if (place.dataset.live === "filter" || known) panels[place.dataset.live](place);
    place.hidden = !place.childElementCount;
  }
})();
