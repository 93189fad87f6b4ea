// How the file is read: by what was said once of this employer's files, or as another employer's files are.
import { Button } from "../frame/parts";
import { useVoice } from "../frame/say";
import { useEmployer } from "../frame/session";
import type { ImportAsk, Look } from "../wire";

/** Read by no recipe, whatever is remembered. */
const NONE = 0;

type Props = { look: Look; ask: ImportAsk; busy: boolean; onAsk: (ask: ImportAsk) => void };

export function Recipe({ look, ask, busy, onAsk }: Props) {
  const { say, short, operator } = useVoice();
  const employer = useEmployer();
  const { recipe, offered } = look;
  const whose = (code: string | null) => (code === null ? say("recipe_nobody") : employer(code));
  if (ask.recipe === NONE) {
    return (
      <p className="notice recipe" id="recipe-off" role="status">
        <span>{say("recipe_off")}</span>
        <Button id="recipe-own" busy={busy} onClick={() => onAsk({ ...ask, recipe: null })}>
          {say("recipe_use_again")}
        </Button>
      </p>
    );
  }
  return (
    <>
      {recipe !== null && (
        <p className={`notice ${recipe.near ? "doubt" : "good"} recipe`} id="recipe-used" role="status">
          <span>
            {say("recipe_used", { employer: whose(recipe.employer), id: recipe.id, version: recipe.version, when: short(recipe.on), by: operator(recipe.operator) })}
            {recipe.near && ` ${say("recipe_near")}`}
          </span>
          <Button id="recipe-none" busy={busy} onClick={() => onAsk({ ...ask, recipe: NONE })}>
            {say("recipe_not")}
          </Button>
        </p>
      )}
      {recipe === null &&
        offered.map((one) => (
          <p key={one.id} className="notice recipe" data-offered={one.id} role="status">
            <span>{say("recipe_offered", { employer: whose(one.employer), name: one.name })}</span>
            <Button busy={busy} onClick={() => onAsk({ ...ask, recipe: one.id })}>
              {say("recipe_use")}
            </Button>
          </p>
        ))}
    </>
  );
}
