// How the files of each employer are read: looked at, written to a file, taken in from one, forgotten.
import { useState } from "react";
import { call } from "../desk";
import { useAsked, useWork } from "../frame/asking";
import { FailurePanel, useFailure } from "../frame/Failure";
import { Button, Choice, Empty, Over, Panel, Skeleton } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useEmployer, useSession } from "../frame/session";
import type { RecipeOnRecord, RecipeShown } from "../wire";

export function Recipes() {
  const { say, lang, short, operator, count, maybe } = useVoice();
  const { fixed, here } = useSession();
  const employer = useEmployer();
  const show = useFailure();
  const { answer, failed, slow, again } = useAsked("recipes", { lang });
  const [shown, setShown] = useState<RecipeShown | null>(null);
  const [taker, setTaker] = useState("");
  const [done, setDone] = useState<string | null>(null);
  const whose = (code: string | null) => (code === null ? say("recipe_nobody") : employer(code));
  const fail = (reason: Parameters<typeof show>[1]) => show("failed_recipe", reason);
  const [look] = useWork(async (id: number) => setShown(await call("recipe", { id, lang })), fail);
  const [write, writing] = useWork(async (one: RecipeOnRecord) => {
    const out = await call("choose", { what: "recipe_out" });
    if (out !== null) {
      const { file } = await call("export_recipe", { id: one.id, out });
      setDone(say("recipe_written", { file: file ?? out }));
    }
  }, fail);
  const [take, taking] = useWork(async () => {
    const file = await call("choose", { what: "recipe_file" });
    if (file !== null) {
      await call("take_recipe", { file, employer: taker === "" ? null : taker });
      setDone(say("recipe_taken"));
      again();
    }
  }, fail);
  const [forget, forgetting] = useWork(async (id: number) => {
    await call("forget_recipe", { id, lang });
    setShown(null);
    setDone(say("recipe_forgotten"));
    again();
  }, fail);
  const busy = writing || taking || forgetting;
  return (
    <Panel title={say("recipes")} id="recipes">
      <p>{say("recipes_lead")}</p>
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={3} />}
      {done !== null && (
        <p className="notice good" role="status">
          {done}
        </p>
      )}
      {answer !== undefined && answer.length === 0 && <Empty>{say("recipes_none")}</Empty>}
      {answer !== undefined && answer.length > 0 && (
        // A table that is wider than its card scrolls within it, by keyboard too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className="wide-room" tabIndex={0} role="group" aria-label={say("recipes")}>
        <table className="tabular">
          <thead>
            <tr>
              <th scope="col">{say("employer")}</th>
              <th scope="col">{say("recipe_number")}</th>
              <th scope="col">{say("recipe_headings")}</th>
              <th scope="col">{say("recipe_version")}</th>
              <th scope="col">{say("recipe_changed")}</th>
              <th scope="col">{say("import_by")}</th>
              <th scope="col" className="end">
                {say("recipe_imports")}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {answer.map((one) => (
              <tr key={one.id} data-recipe={one.id}>
                <th scope="row">{whose(one.employer)}</th>
                <td className="num">{one.id}</td>
                <td>{one.name}</td>
                <td className="num">{one.version}</td>
                <td className="num">{short(one.on)}</td>
                <td>{operator(one.operator)}</td>
                <td className="num end">{count(one.imports)}</td>
                <td className="end">
                  <Button look="quiet" aria-label={say("recipe_look", { name: `${whose(one.employer)} ${one.name}` })} onClick={() => look(one.id)}>
                    {say("recipe_what")}
                  </Button>
                  <Button look="quiet" aria-label={say("recipe_export_of", { name: `${whose(one.employer)} ${one.name}` })} disabled={busy} onClick={() => write(one)}>
                    {say("recipe_export")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        </div>
      )}
      <div className="form-row">
        <Choice
          id="recipe-taker"
          label={say("recipe_taker")}
          value={taker}
          choices={[{ value: "", label: say("recipe_nobody") }, ...here.employers.map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))]}
          onChoose={setTaker}
        />
        <Button id="recipe-take" disabled={fixed !== undefined} title={fixed && say(fixed)} busy={taking} onClick={take}>
          {say("recipe_take")}
        </Button>
      </div>
      {shown !== null && (
        <Over title={`${whose(shown.employer)} ${shown.name}`} open onClose={() => setShown(null)}>
          <ul id="recipe-says">
            {shown.columns.map(([heading, means]) => (
              <li key={`${heading} ${means}`}>
                {heading} = {means === "" ? say("import_unread") : means}
              </li>
            ))}
            {shown.values.map(([field, value, means]) => (
              <li key={`${field} ${value}`}>
                {field} {value} = {means === "" ? say("values_nothing") : means}
              </li>
            ))}
            {shown.confirmed.map((word) => (
              <li key={word}>{say("recipe_confirmed", { word: maybe(`confirmed_${word}`) ?? word })}</li>
            ))}
            {shown.encoding !== null && <li>{say("recipe_encoding", { word: shown.encoding })}</li>}
          </ul>
          <h3>{say("recipe_versions")}</h3>
          <ul id="recipe-versions">
            {shown.versions.map((one) => (
              <li key={one.version}>
                {say("recipe_version_of", { n: one.version })} {short(one.on)} {operator(one.operator)}
                {one.forgotten && `　${say("recipe_version_forgotten")}`}
              </li>
            ))}
          </ul>
          <div className="dialog-foot">
            <Button id="recipe-forget" disabled={fixed !== undefined} busy={forgetting} onClick={() => forget(shown.id)}>
              {say("recipe_forget")}
            </Button>
            <Button look="key" onClick={() => setShown(null)}>
              {say("close")}
            </Button>
          </div>
        </Over>
      )}
    </Panel>
  );
}
