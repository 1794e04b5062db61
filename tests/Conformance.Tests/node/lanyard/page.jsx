// A page as a user of use-lanyard writes one: the same user by both of its hooks.
import { version } from 'react';
import { createRoot } from 'react-dom/client';
import { useLanyard, useLanyardWS } from 'use-lanyard';

const query = new URLSearchParams(location.search);
const user = query.get('user');
const options = { api: { hostname: query.get('hostname'), secure: false } };

const colours = { online: '#2e9e5b', idle: '#d99a1c', dnd: '#d0413e', offline: '#7a7f87' };

function Presence({ id, title, presence, children }) {
  const status = presence?.discord_status;
  return (
    <section id={id}>
      <h2>{title}</h2>
      {status ? (
        <>
          <p>
            <b className="name">{presence.discord_user.username}</b> is{' '}
            <b className="status" style={{ color: colours[status] }}>{status}</b>
          </p>
          <p className="platforms">
            {['web', 'desktop', 'mobile', 'embedded'].filter((platform) => presence[`active_on_discord_${platform}`]).join(', ') || 'nowhere'}
          </p>
          <p className="song">{presence.listening_to_spotify ? `${presence.spotify.song} by ${presence.spotify.artist}` : 'no music'}</p>
          <ul className="activities">
            {presence.activities.map((activity) => (
              <li key={activity.id}>{activity.state ?? activity.name}</li>
            ))}
          </ul>
        </>
      ) : (
        <p className="nobody">nobody</p>
      )}
      {children}
    </section>
  );
}

function Page() {
  const { data, error, isLoading, revalidate } = useLanyard(user, options);
  const live = useLanyardWS(user, options);
  return (
    <main>
      <h1>
        React <span id="react">{version}</span>
      </h1>
      <Presence id="rest" title="useLanyard" presence={data}>
        <p className="error">{error ? `${error.code} ${error.message}` : 'no error'}</p>
        <button disabled={isLoading} onClick={() => revalidate()}>
          revalidate
        </button>
      </Presence>
      <Presence id="socket" title="useLanyardWS" presence={live} />
    </main>
  );
}

createRoot(document.getElementById('root')).render(<Page />);
