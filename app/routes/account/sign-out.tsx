export default function SignOutPage() {
  return <h1>SignOut</h1>;
}
