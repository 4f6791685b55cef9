import { LabCard } from './LabCard';
import { PageHeading } from './PageHeading';
import { TokenCard } from './TokenCard';
import { TraceCard } from './TraceCard';
import { UsersCard } from './UsersCard';

export function Dashboard() {
  return (
    <>
      <PageHeading className="visually-hidden">Your session</PageHeading>
      <div className="dashboard">
        <div className="column">
          <TokenCard />
          <LabCard />
        </div>
        <div className="column">
          <UsersCard />
          <TraceCard />
        </div>
      </div>
    </>
  );
}
