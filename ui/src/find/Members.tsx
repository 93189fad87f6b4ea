// Everybody, in the order of numbers: 500,000 rows under one scroll bar.
import { call } from "../desk";
import { FailurePanel } from "../frame/Failure";
import { Title } from "../frame/parts";
import { go } from "../frame/route";
import { Rows, usePages } from "../frame/Rows";
import { useVoice } from "../frame/say";
import { useEmployer, useKept, useSession } from "../frame/session";
import type { Found } from "../wire";
import { peopleColumns, peopleTone } from "./columns";

export function Members() {
  const voice = useVoice();
  const { say } = voice;
  const { view } = useSession();
  const employer = useEmployer();
  const [begin, keepBegin] = useKept("members", 0);
  const { source, failed, again } = usePages<Found>(view.on, (start, len) => call("people", { on: view.on, start, len }));
  return (
    <div className="screen tall" data-screen="members">
      <Title aside={<span className="soft">{say("status_members_all")}</span>}>{say("members")}</Title>
      {failed !== undefined ? (
        <FailurePanel failed={failed} again={again} />
      ) : (
        <Rows
          id="people"
          label={say("members")}
          source={source}
          columns={peopleColumns(voice, employer)}
          rowKey={(row) => row.member}
          people
          tone={peopleTone(view.on)}
          begin={begin}
          onActive={(_, at) => keepBegin(at)}
          onOpen={(row) => go({ screen: "member", member: row.member })}
          empty={say("list_empty")}
        />
      )}
    </div>
  );
}
