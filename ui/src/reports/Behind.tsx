// The people behind a number, as they were when it was counted; Enter opens the member.
import { call } from "../desk";
import { listedColumns } from "../find/columns";
import { FailurePanel } from "../frame/Failure";
import { Button, Empty, Title } from "../frame/parts";
import { go } from "../frame/route";
import { type Column, Rows, usePages } from "../frame/Rows";
import { useVoice } from "../frame/say";
import { useEmployer, useKept } from "../frame/session";
import type { ListedRow, ReportAsk, WhatIfAsk } from "../wire";
import { readPart, useCounted, useTried } from "./asked";

export function Behind({ tab, behind }: { tab: string; behind: string }) {
  const { say, month } = useVoice();
  const [counted] = useCounted();
  const [tried] = useTried();
  const back = <Button onClick={() => go({ screen: "reports", tab })}>{say("back")}</Button>;
  if (tab === "what_if" && tried !== null) {
    const group = tried.answer.groups.find((group) => group.key === behind);
    const title = group === undefined ? behind : `${group.about_word}: ${group.before.word} → ${group.after.word}`;
    return <People title={title} dated={false} aside={back} name={behind} load={pieceOfTried(tried.ask, behind)} />;
  }
  if (tab === "counts" && counted !== null) {
    const part = readPart(behind);
    const { report } = counted;
    const words = [
      report.title,
      part.employer === null ? say("report_all") : (report.rows.find((row) => row.employer === part.employer)?.name ?? part.employer),
      part.month === null ? null : month(part.month),
      part.measure === null ? null : (report.measures.find((one) => one.code === part.measure)?.word ?? part.measure),
    ];
    const name = `${JSON.stringify(counted.ask)} ${behind}`;
    return <People title={words.filter((one) => one !== null).join("　")} aside={back} name={name} load={pieceOfReport(counted.ask, behind)} />;
  }
  // After the window was opened anew nothing is counted yet.
  return (
    <div className="screen" data-screen="behind">
      <Title aside={back}>{say("reports")}</Title>
      <Empty>{say("report_again")}</Empty>
    </div>
  );
}

const pieceOfTried = (supposing: WhatIfAsk, key: string) => (start: number, len: number) => call("what_if_list", { supposing, key, start, len });

const pieceOfReport = (report: ReportAsk, behind: string) => (start: number, len: number) =>
  call("report_list", { report, ...readPart(behind), start, len });

type PeopleProps = { title: string; dated?: boolean; aside: React.ReactNode; name: string; load: (start: number, len: number) => ReturnType<ReturnType<typeof pieceOfTried>> };

function People({ title, dated = true, aside, name, load }: PeopleProps) {
  const voice = useVoice();
  const { say } = voice;
  const employer = useEmployer();
  const [begin, keepBegin] = useKept(`behind ${name}`, 0);
  const { source, failed, again } = usePages<ListedRow>(name, load);
  const columns: Column<ListedRow>[] = [
    ...listedColumns(voice, dated ? voice.say("report_day") : null),
    { key: "employer", head: say("employer"), width: "minmax(5rem, 9rem)", wrap: true, cell: (row) => employer(row.employer) },
  ];
  return (
    <div className="screen tall" data-screen="behind">
      <Title aside={aside}>{title}</Title>
      {failed !== undefined ? (
        <FailurePanel failed={failed} again={again} />
      ) : (
        <Rows
          id="behind"
          label={title}
          source={source}
          columns={columns}
          rowKey={(row) => `${row.member} ${row.by} ${row.why}`}
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
