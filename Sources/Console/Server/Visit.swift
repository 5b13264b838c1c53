/// A request that has passed the gate, in the words of pages.
struct Visit: Sendable {
    /// The folders of its address.
    let folders: [String]
    /// What stands behind the question mark.
    let query: FormFields
    /// The fields of the form that was sent; nothing where a page is only looked at.
    let form: FormFields?
    /// Whose it is.
    let session: SessionName
    /// Where tokens for forms come from.
    let book: SessionBook

    /// A token for a form on the page that answers.
    func newFormToken() async -> String { await book.newForm(for: session).text }
}
