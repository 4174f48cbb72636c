export default function NewThreadPage() {
  return <h1>NewThread</h1>;
}
