export default function AuthoritiesPage() {
  return <h1>Authorities</h1>;
}
