// Keys, selection and live numbers of the review. The forms work without any of this; here they are only filled in and sent.
(() => {
  "use strict";
  const text = document.getElementById("text");
  const list = document.getElementById("cards");
  const said = document.getElementById("said");
  const menu = document.getElementById("menu");
  const help = document.getElementById("help");
  const adding = document.getElementById("adding");
  const why = JSON.parse(document.getElementById("why").textContent);
  const chords = { r: "role", b: "basis", c: "certainty" };
  let chord = null;
  let busy = false;
  let quiet = 0;

  document.documentElement.classList.add("scripted");

  const cards = () => [...list.querySelectorAll(".card")];
  const active = () => list.querySelector(".card.active");
  const field = (card, name) => card.querySelector('[name="' + name + '"]');

  const say = (words, wrong) => {
    said.textContent = words;
    said.classList.toggle("wrong", Boolean(wrong));
    clearTimeout(quiet);
    if (words && !wrong) quiet = setTimeout(() => { said.textContent = ""; }, 6000);
  };

  // ------------------------------------------------------------ places in the text
  // A string of the browser counts UTF-16 units; the desk counts characters, of which some take two units.
  const characters = (words) => [...words].length;

  const selected = () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    if (!range.intersectsNode(text)) return null;
    let start = null;
    let words = "";
    for (const piece of text.querySelectorAll("[data-at]")) {
      const node = piece.firstChild;
      if (!node || !range.intersectsNode(node)) continue;
      const from = range.startContainer === node ? range.startOffset : 0;
      const to = range.endContainer === node ? range.endOffset : node.length;
      if (to <= from) continue;
      if (start === null) start = Number(piece.dataset.at) + characters(node.data.slice(0, from));
      words += node.data.slice(from, to);
    }
    const bare = words.trim();
    if (start === null || !bare) return null;
    start += characters(words.slice(0, words.indexOf(bare)));
    return { place: start + "-" + (start + characters(bare)), words: bare };
  };

  const wordsAt = (place) => {
    const [start, end] = place.split("-").map(Number);
    let words = "";
    for (const piece of text.querySelectorAll("[data-at]")) {
      const signs = [...piece.textContent];
      const at = Number(piece.dataset.at);
      if (at < end && at + signs.length > start) words += signs.slice(Math.max(0, start - at), end - at).join("");
    }
    return words;
  };

  const span = (place) => (place && /^\d+-\d+$/.test(place) ? place.split("-").map(Number) : null);

  // ------------------------------------------------------------ which one is looked at
  const light = () => {
    const card = active();
    for (const piece of text.querySelectorAll("[data-at]")) {
      const at = Number(piece.dataset.at);
      for (const part of ["quote", "speaker", "target", "cue"]) {
        const typed = part === "speaker" || part === "target" ? card && field(card, part).value : "";
        const place = card && span(typed || card.dataset[part]);
        const inside = place && at >= place[0] && at < place[1];
        piece.classList.toggle(part === "quote" ? "on" : "part-" + part, Boolean(inside) && !(typed && !span(typed)));
      }
    }
  };

  const show = (card, focus = true) => {
    for (const one of cards()) one.classList.toggle("active", one === card);
    if (!card) return;
    chord = null;
    light();
    card.scrollIntoView({ block: "nearest" });
    const first = text.querySelector(".on");
    if (first) {
      const pane = text.closest(".paper");
      const seen = first.getBoundingClientRect();
      const frame = pane.getBoundingClientRect();
      if (seen.top < frame.top + 40 || seen.bottom > frame.bottom - 60) pane.scrollTop += seen.top - frame.top - frame.height / 3;
    }
    if (focus) card.focus({ preventScroll: true });
  };

  const step = (by) => {
    const all = cards();
    const at = all.indexOf(active());
    show(all[Math.min(all.length - 1, Math.max(0, at + by))]);
  };

  const onward = (from) => {
    const all = cards();
    const at = from === undefined ? -1 : from;
    const open = (card) => card.dataset.left === "yes";
    const next = all.slice(at + 1).find(open) || all.find(open);
    if (next) show(next);
    else {
      show(all[Math.max(0, at)]);
      say("Nothing is left in this document. Press ] to go on.");
    }
  };

  // ------------------------------------------------------------ mends that are not kept yet
  const mark = (input) => {
    const was = input.tagName === "SELECT" ? input.dataset.was : "";
    input.classList.toggle("changed", input.value !== was);
  };

  const mended = (card) => [...card.querySelectorAll(".changed")].length > 0;

  const set = (card, name, value) => {
    const input = field(card, name);
    if (![...input.options].some((option) => option.value === value)) return;
    input.value = value;
    mark(input);
  };

  const put = (card, part, place, words) => {
    const input = field(card, part);
    input.value = place;
    field(card, part + "_words").value = words;
    mark(input);
    light();
    say((part === "speaker" ? "Speaker: " : "Target: ") + (words || place));
  };

  // Names that other statements of this document have, the nearest to the quote first; each press takes the next.
  const candidates = (card) => {
    const quote = span(card.dataset.quote) || [0, 0];
    const places = new Map();
    for (const one of cards())
      for (const part of ["speaker", "target"]) {
        const place = one.dataset[part];
        if (span(place)) places.set(place, Math.abs(span(place)[0] - quote[0]));
      }
    return [...places].sort((a, b) => a[1] - b[1]).map(([place]) => place);
  };

  const name = (card, part) => {
    const chosen = selected();
    if (chosen) {
      getSelection().removeAllRanges();
      return put(card, part, chosen.place, chosen.words);
    }
    const now = field(card, part).value || card.dataset[part];
    const all = candidates(card);
    if (!all.length) return say("Select the words in the text first.", true);
    const next = all[(all.indexOf(now) + 1) % all.length];
    put(card, part, next, wordsAt(next));
  };

  const reset = (card) => {
    card.querySelector("form").reset();
    for (const part of ["speaker_words", "target_words"]) field(card, part).value = "";
    for (const input of card.querySelectorAll(".changed")) input.classList.remove("changed");
    light();
  };

  // ------------------------------------------------------------ sending, and what comes back
  const numbers = (state) => {
    const place = document.getElementById("numbers");
    const before = new Map([...place.children].map((row) => [row.querySelector(".label").title, row.querySelector(".value").textContent]));
    place.replaceChildren(
      ...state.answers.map((one) => {
        const row = document.createElement("div");
        const now = one.now + "\u00a0%";
        const old = parseInt(before.get(one.label), 10);
        row.className = "answer" + (old < one.now ? " up" : old > one.now ? " down" : "");
        const label = document.createElement("bdi");
        label.className = "label";
        label.dir = "auto";
        label.title = label.textContent = one.label;
        const value = document.createElement("span");
        value.className = "value";
        value.textContent = now;
        const bar = document.createElementNS("http://www.w3.org/2000/svg", "svg");
        for (const [key, content] of [["class", "bar"], ["viewBox", "0 0 100 8"], ["preserveAspectRatio", "none"], ["aria-hidden", "true"]]) bar.setAttribute(key, content);
        const rect = (kind, x, y, width, height) => {
          const made = document.createElementNS("http://www.w3.org/2000/svg", "rect");
          for (const [key, content] of [["class", kind], ["x", x], ["y", y], ["width", width], ["height", height]]) made.setAttribute(key, content);
          bar.append(made);
        };
        rect("track", 0, 0, 100, 8);
        rect("p", 0, 0, one.now, 8);
        rect("range", one.low, 3, Math.max(1, one.high - one.low), 2);
        if (one.machine !== null) rect("machine", one.machine, 0, 0.6, 8);
        row.append(label, bar, value);
        return row;
      }),
    );
    document.getElementById("left").textContent = state.left;
    document.getElementById("bits").textContent = state.bits;
    for (const place of document.querySelectorAll("[data-left-of]")) place.textContent = state.documents[place.dataset.leftOf] || "";
    for (const input of document.querySelectorAll('[name="expected"]')) input.value = state.expected;
  };

  // `keep` is the key of a card whose typed values must stay.
  const take = (answer, keep) => {
    if (answer.text) text.innerHTML = answer.text;
    const there = new Map(cards().map((card) => [card.dataset.key, card]));
    const fresh = new Set();
    for (const [key, html] of answer.cards || []) {
      fresh.add(key);
      if (key === keep && there.has(key)) continue;
      const made = document.createRange().createContextualFragment(html).querySelector(".card");
      const old = there.get(key);
      if (old) {
        if (old.classList.contains("active")) made.classList.add("active");
        old.replaceWith(made);
      } else list.insertBefore(made, document.getElementById("end"));
    }
    if (answer.cards) for (const [key, card] of there) if (!fresh.has(key)) card.remove();
    if (answer.state) numbers(answer.state);
    light();
  };

  const send = async (form, extra) => {
    if (busy) return false;
    busy = true;
    const card = form.closest(".card");
    const at = cards().indexOf(card);
    const body = new FormData(form);
    for (const [key, value] of Object.entries(extra || {})) body.set(key, value);
    // The whole document is shown anew, also where the statement stands in a copy.
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(body), headers: { Accept: "application/json" } });
      const made = await answer.json();
      take(made, answer.ok ? null : card && card.dataset.key);
      if (!answer.ok) {
        say(made.error || "Not kept.", true);
        return false;
      }
      say(made.said || "Kept.");
      if (card) onward(at);
      return true;
    } catch {
      say("The desk does not answer, so nothing was kept. Is `claimant serve` still running? Then press the key again.", true);
      return false;
    } finally {
      busy = false;
    }
  };

  // A list from which one key chooses; `given` takes the words.
  const choose = (title, words, given) => {
    menu.querySelector("h2").textContent = title;
    const own = menu.querySelector("input");
    own.value = "";
    const finish = (reason) => {
      menu.close();
      if (reason) given(reason);
    };
    menu.querySelector("ol").replaceChildren(
      ...words.map((reason, index) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        const key = document.createElement("kbd");
        key.textContent = index + 1;
        button.type = "button";
        button.append(key, " ", reason);
        button.addEventListener("click", () => finish(reason));
        item.append(button);
        return item;
      }),
    );
    menu.onkeydown = (event) => {
      if (event.target === own && own.value) return;
      const index = Number(event.key) - 1;
      if (index >= 0 && index < words.length) {
        event.preventDefault();
        finish(words[index]);
      }
    };
    menu.querySelector("form").onsubmit = (event) => {
      event.preventDefault();
      finish(own.value.trim());
    };
    menu.showModal();
    menu.querySelector("ol button").focus();
  };

  const decide = (card, action) => {
    const form = card.querySelector("form");
    const reason = field(card, "reason").value.trim();
    const mend = action === "accept" && mended(card);
    const asked = { accept: mend ? why.mend : null, reject: why.reject, elsewhere: ["About another incident"], here: ["About this incident"] }[action];
    if (reason || !asked) return send(form, { action: mend ? "mend" : action });
    const title = mend ? "Why is it mended?" : action === "reject" ? "Why is it none?" : "Why?";
    choose(title, asked, (words) => send(form, { action: mend ? "mend" : action, reason: words }));
  };

  const begin = () => {
    const chosen = selected();
    if (!chosen) return say("Select the sentence in the text first, then press n.", true);
    const form = document.getElementById("add");
    adding.open = true;
    form.elements.place.value = chosen.place;
    form.elements.place_words.value = chosen.words;
    say("New statement: “" + chosen.words + "”");
    form.elements.stance.focus();
  };

  // ------------------------------------------------------------ hands
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || menu.open || help.open) return;
    const inField = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "Escape") {
      chord = null;
      say("");
      const card = active();
      if (card) {
        reset(card);
        card.focus({ preventScroll: true });
      }
      return;
    }
    if (inField) return;
    const card = active();
    const key = event.key;
    const digit = /^\d$/.test(key) ? (Number(key) + 9) % 10 : -1;
    const act = () => {
      if (digit >= 0) {
        const name = chord || "stance";
        chord = null;
        if (!card) return;
        const option = field(card, name).options[digit];
        if (option) {
          set(card, name, option.value);
          say(name[0].toUpperCase() + name.slice(1) + ": " + option.text);
        }
        return;
      }
      chord = null;
      if (key in chords && card) {
        chord = chords[key];
        say(chord + ": " + [...field(card, chord).options].map((option, index) => ((index + 1) % 10) + " " + option.text).join("  "));
        return;
      }
      const hands = {
        j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
        a: () => card && decide(card, "accept"), x: () => card && decide(card, "reject"),
        o: () => card && decide(card, "elsewhere"), i: () => card && decide(card, "here"),
        s: () => card && name(card, "speaker"), t: () => card && name(card, "target"),
        S: () => card && put(card, "speaker", "nobody", ""), T: () => card && put(card, "target", "nobody", ""),
        N: () => card && put(card, "speaker", "narrator", ""), n: begin,
        e: () => card && field(card, "reason").focus(),
        u: () => send(document.getElementById("undo")),
        "]": () => document.getElementById("next").click(),
        "?": () => help.showModal(),
      };
      if (!Object.hasOwn(hands, key)) return false;
      hands[key]();
    };
    if (act() !== false) event.preventDefault();
  });

  list.addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    if (card && card !== active()) show(card, !event.target.closest("button,input,select"));
  });
  list.addEventListener("change", (event) => {
    const card = event.target.closest(".card");
    if (!card || event.target.name === "reason") return;
    if (event.target.name === "speaker" || event.target.name === "target") field(card, event.target.name + "_words").value = "";
    mark(event.target);
    light();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!list.contains(form)) return;
    event.preventDefault();
    const card = form.closest(".card");
    const pressed = event.submitter && event.submitter.value;
    if (card) decide(card, pressed || "accept");
    else if (form.id === "add")
      send(form).then((kept) => {
        if (!kept) return;
        form.reset();
        adding.open = false;
      });
    else send(form);
  });
  text.addEventListener("click", (event) => {
    if (!getSelection().isCollapsed) return;
    const ref = event.target.closest(".ref");
    const piece = event.target.closest("[data-of]");
    const numbers = ref ? [ref.dataset.n] : piece ? piece.dataset.of.trim().split(" ") : [];
    if (!numbers.length) return;
    event.preventDefault();
    show(document.getElementById("s" + numbers[numbers.length - 1]));
  });
  const button = document.getElementById("help-button");
  button.hidden = false;
  button.addEventListener("click", () => help.showModal());

  const wanted = location.hash.slice(1) && document.getElementById(location.hash.slice(1));
  if (wanted && wanted.classList.contains("card")) show(wanted);
  else if (cards().length) onward();
})();
