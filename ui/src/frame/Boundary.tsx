// A screen that breaks must not take the window with it.
import { Component, type ReactNode } from "react";
import { Button, Title } from "./parts";
import { useVoice } from "./say";

type Props = { children: ReactNode; name: string };
type State = { broken: Error | null };

export class Boundary extends Component<Props, State> {
  override state: State = { broken: null };

  static getDerivedStateFromError(broken: unknown): State {
    return { broken: broken instanceof Error ? broken : new Error(String(broken)) };
  }

  override render(): ReactNode {
    return this.state.broken === null ? (
      this.props.children
    ) : (
      <Broken error={this.state.broken} name={this.props.name} again={() => this.setState({ broken: null })} />
    );
  }
}

function Broken({ error, name, again }: { error: Error; name: string; again: () => void }) {
  const { say } = useVoice();
  return (
    <div className="screen" data-screen={name} data-broken="true">
      <Title>{say("crashed")}</Title>
      <section className="panel failure-panel" role="alert">
        <p>{say("crashed_safe")}</p>
        <p>{say("crashed_do")}</p>
        <pre className="raw">{error.message}</pre>
        <Button look="key" onClick={again}>
          {say("again")}
        </Button>
      </section>
    </div>
  );
}
