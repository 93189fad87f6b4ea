// F1: every key there is, beside what it does.
import type { Action } from "./actions";
import { Keys, Over } from "./parts";
import { useVoice } from "./say";

export function KeyList({ open, onClose, actions }: { open: boolean; onClose: () => void; actions: readonly Action[] }) {
  const { say } = useVoice();
  const more = [
    ["↑ ↓ PgUp PgDn", say("keys_arrows")],
    ["Home End", say("keys_ends")],
    ["Enter", say("keys_enter")],
    ["Esc", say("keys_esc")],
    ...(actions.some((action) => action.id === "focus-find") ? [["/", say("keys_find")] as const] : []),
  ] as const;
  return (
    <Over title={say("shortcuts")} open={open} onClose={onClose} className="key-list">
      <table className="tabular">
        <tbody>
          {actions
            .filter((action) => action.keys !== null)
            .map((action) => (
              <tr key={action.id}>
                <th scope="row">{action.label}</th>
                <td>
                  <Keys keys={action.keys ?? ""} />
                </td>
              </tr>
            ))}
          {more.map(([keys, label]) => (
            <tr key={keys}>
              <th scope="row">{label}</th>
              <td>
                <span className="keys">
                  {keys.split(" ").map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Over>
  );
}
