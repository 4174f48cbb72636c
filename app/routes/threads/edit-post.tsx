export default function EditPostPage() {
  return <h1>EditPost</h1>;
}
