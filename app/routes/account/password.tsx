export default function PasswordPage() {
  return <h1>Password</h1>;
}
