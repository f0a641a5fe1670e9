import type { Answer } from '../view-model/answers';
import { plain } from '../view-model/text';
import { Words } from './Words';

/** The five answers, always in their places: eyes learn the place after two cases. */
export function Answers({ answers }: { readonly answers: readonly Answer[] }) {
  return (
    <dl class="answers">
      {answers.map(({ question, answer }) => (
        <div key={question}>
          <dt>{question}</dt>
          <dd title={plain(answer)}>
            <Words text={answer} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
