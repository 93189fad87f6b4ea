// Japanese input: an Enter that ends a conversion is the input method's, not ours.

/**
 * Keeps every key that belongs to a conversion away from the screen, before anything else hears it. WebKit reports the
 * Enter that ends one with the old key code 229 and without `isComposing`, so both are asked. Nothing is prevented: the
 * input method still gets its key. A form that would be submitted in that moment is not.
 */
export function guardInputMethod(target: Window): () => void {
  let composing = false;
  const begin = () => {
    composing = true;
  };
  // The submission of the same key press comes after the end of the conversion, so the end is believed one turn later.
  const end = () => {
    setTimeout(() => {
      composing = false;
    }, 0);
  };
  const key = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229) {
      event.stopPropagation();
    }
  };
  const submit = (event: Event) => {
    if (composing) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  target.addEventListener("keydown", key, true);
  target.addEventListener("compositionstart", begin, true);
  target.addEventListener("compositionend", end, true);
  target.addEventListener("submit", submit, true);
  return () => {
    target.removeEventListener("keydown", key, true);
    target.removeEventListener("compositionstart", begin, true);
    target.removeEventListener("compositionend", end, true);
    target.removeEventListener("submit", submit, true);
  };
}
