export default function LoginsPage() {
  return <h1>Logins</h1>;
}
