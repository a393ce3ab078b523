/** Which outside names a source uses: read from its syntax tree, so that comments and strings do not count. */
import ts from 'typescript';

/** `a.b` where `b` is named, and every bare identifier that is no property, key or declared member. */
export interface Used {
  readonly names: ReadonlySet<string>;
  /** `Math.random`, `navigator.serviceWorker` */
  readonly members: ReadonlySet<string>;
  /** names after a dot, whatever stands before it */
  readonly properties: ReadonlySet<string>;
}

const isOnlyAKey = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isJsxAttribute(parent)) return true;
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isPropertySignature(parent) ||
      ts.isMethodSignature(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isPropertyDeclaration(parent)) &&
    parent.name === node
  );
};

/** Reads one source. `path` decides whether it may hold JSX. */
export const namesIn = (path: string, text: string): Used => {
  const names = new Set<string>();
  const members = new Set<string>();
  const properties = new Set<string>();
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && !isOnlyAKey(node)) names.add(node.text);
    if (ts.isPropertyAccessExpression(node)) {
      properties.add(node.name.text);
      const { expression } = node;
      const owner = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
      if (ts.isIdentifier(owner)) members.add(`${owner.text}.${node.name.text}`);
    }
    // globalThis['fetch'] and 'serviceWorker' in navigator name a member by a string.
    if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
      properties.add(node.argumentExpression.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind));
  return { names, members, properties };
};
