// All results of one search.
import { useAsked } from "../frame/asking";
import { FailurePanel } from "../frame/Failure";
import { Empty, Skeleton, Title } from "../frame/parts";
import { go } from "../frame/route";
import { Rows, useAllRows } from "../frame/Rows";
import { useVoice } from "../frame/say";
import { useEmployer, useSession } from "../frame/session";
import { peopleColumns, peopleTone } from "./columns";

const MOST = 500;
const none: never[] = [];

export function Find({ query }: { query: string }) {
  const voice = useVoice();
  const { say } = voice;
  const { view } = useSession();
  const employer = useEmployer();
  const { answer, failed, slow, again } = useAsked("find", query === "" ? null : { query, on: view.on, limit: MOST });
  const source = useAllRows(answer ?? none);
  const found = answer?.length ?? 0;
  return (
    <div className="screen tall" data-screen="find" data-begins-at={query === "" ? "find" : undefined}>
      <Title aside={answer !== undefined && found > 0 ? <span className="soft">{found === MOST ? say("find_most", { n: MOST }) : say("find_count", { n: found })}</span> : undefined}>
        {say("find")} {query !== "" && <small>「{query}」</small>}
      </Title>
      {query === "" && (
        <Empty>
          {say("find_start")}
          <br />
          {say("find_help")}
        </Empty>
      )}
      {failed !== undefined && <FailurePanel failed={failed} again={again} />}
      {answer === undefined && slow && <Skeleton lines={8} />}
      {query !== "" && answer !== undefined && (
        <Rows
          id="found"
          label={say("find")}
          source={source}
          columns={peopleColumns(voice, employer)}
          rowKey={(row) => row.member}
          people
          tone={peopleTone(view.on)}
          onOpen={(row) => go({ screen: "member", member: row.member })}
          empty={
            <>
              {say("find_none", { query })}
              <br />
              {say("find_none_hint")}
            </>
          }
        />
      )}
    </div>
  );
}
