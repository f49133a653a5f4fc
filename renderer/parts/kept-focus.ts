// Gives the focus to the screen's heading where what had it is gone, so that a keyboard never starts from nowhere.
import { useEffect } from 'react';

function isLost(element: Element): boolean {
  return !element.isConnected || element.matches(':disabled');
}

export function useKeptFocus(): void {
  useEffect(() => {
    let last: Element | null = null;
    let frame = 0;
    const look = () => {
      frame = 0;
      if (last === null || document.activeElement !== document.body) return;
      const lost = isLost(last);
      last = null;
      if (lost) document.querySelector<HTMLElement>('main h1')?.focus();
    };
    // A dialog or a menu that closes hands the focus back by itself, a frame later.
    const soon = () => {
      if (last === null || frame !== 0 || document.activeElement !== document.body) return;
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(look);
      });
    };
    const onFocus = (event: FocusEvent) => {
      last = event.target instanceof Element ? event.target : null;
    };
    const observer = new MutationObserver(soon);
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['disabled'],
    });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', soon);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('focusout', soon);
    };
  }, []);
}
