import Diagnostics

/// Tasks one below the other, as the wizard lists them: those that are not offered are greyed, with the reason.
struct TaskListPart: PagePart {
    /// One task.
    struct Item: Sendable {
        let title: String
        let summary: String
        /// Where its page is; nothing where it cannot be opened.
        let path: String?
        /// Why it cannot.
        let refusal: String?

        init(_ title: String, _ summary: String, path: ConsolePath?, refusal: String? = nil) {
            self.title = Terminal.visible(title)
            self.summary = Terminal.visible(summary)
            self.path = refusal == nil ? path?.description : nil
            self.refusal = refusal.map { Terminal.visible($0) }
        }
    }

    static let template = "tasklist"

    let title: String?
    let items: [Item]

    init(title: String? = nil, _ items: [Item]) {
        self.title = title
        self.items = items
    }
}
