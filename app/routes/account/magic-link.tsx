export default function MagicLinkPage() {
  return <h1>MagicLink</h1>;
}
