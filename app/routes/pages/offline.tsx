export default function OfflinePage() {
  return <h1>Offline</h1>;
}
