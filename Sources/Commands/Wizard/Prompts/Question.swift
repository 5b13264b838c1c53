/// What a page of the wizard asks.
struct Question {
    /// How it is answered.
    enum Kind {
        /// One of these; `preset` stands first under the cursor.
        case one([Choice], preset: Int)
        /// Any of these.
        case many([Choice])
        /// A text; `check` says what is wrong with it.
        case text(preset: String, check: @Sendable (String) -> String?)
    }

    /// The word for it in a file of answers.
    let key: String
    /// The page's title.
    let title: String
    /// What the page says.
    var lines: [String] = []
    /// How it is answered.
    let kind: Kind
}
