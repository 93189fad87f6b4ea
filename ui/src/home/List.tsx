// One work list, whole: who, why, by when; Enter opens the member.
import { call } from "../desk";
import { listedColumns } from "../find/columns";
import { FailurePanel } from "../frame/Failure";
import { Button, Title } from "../frame/parts";
import { go, type Kind } from "../frame/route";
import { type Column, Rows, usePages } from "../frame/Rows";
import { useVoice } from "../frame/say";
import { useEmployer, useKept, useSession } from "../frame/session";
import type { ListedRow } from "../wire";
import { listTitle, UNDATED } from "./lists";

/** Lists from which papers are printed, and which. */
const PRINTED: Record<string, Kind> = { notice_due: "notice", certificate_due: "certificate", renewal_due: "certificate" };

export function List({ name, month }: { name: string; month: string | null }) {
  const voice = useVoice();
  const { say, short, lang } = voice;
  const { view, fixed } = useSession();
  const employer = useEmployer();
  const [begin, keepBegin] = useKept(`list ${name} ${month}`, 0);
  const { source, failed, again } = usePages<ListedRow>(JSON.stringify([name, month, view.on, lang]), (start, len) =>
    call("list", { name, on: view.on, month, start, len, lang }),
  );
  const columns: Column<ListedRow>[] = [
    ...listedColumns(voice, UNDATED.has(name) ? null : say("list_by")),
    { key: "born", head: say("born"), width: "5.75rem", cell: (row) => <span className="num">{short(row.born)}</span> },
    { key: "employer", head: say("employer"), width: "minmax(5rem, 9rem)", wrap: true, cell: (row) => employer(row.employer) },
  ];
  const kind = PRINTED[name];
  return (
    <div className="screen tall" data-screen="list" data-list={name}>
      <Title
        aside={
          <>
            <Button onClick={() => go({ screen: "home" })}>{say("back")}</Button>
            {name === "returns_due" && (
              <Button id="to-returns" look="key" onClick={() => go({ screen: "papers", tab: "returns" })}>
                {say("list_returns")}
              </Button>
            )}
            {kind !== undefined && (
              <Button
                id="print-list"
                look="key"
                disabled={fixed !== undefined}
                title={fixed && say(fixed)}
                onClick={() => go({ screen: "print", batch: null, kind })}
              >
                {kind === "notice" ? say("list_print_notice") : say("list_print_certificate")}
              </Button>
            )}
          </>
        }
      >
        {listTitle(name, voice)} {month !== null && <small className="num">{voice.month(month)}</small>}
      </Title>
      {failed !== undefined ? (
        <FailurePanel failed={failed} again={again} />
      ) : (
        <Rows
          id="list"
          label={listTitle(name, voice)}
          source={source}
          columns={columns}
          rowKey={(row) => row.member}
          people
          begin={begin}
          onActive={(_, at) => keepBegin(at)}
          onOpen={(row) => go({ screen: "member", member: row.member })}
          empty={say("list_empty")}
        />
      )}
    </div>
  );
}
