/// A table of the page: a caption, headings, and rows that can be filtered by what is written on them.
struct PageTable {
    /// What a row can be filtered by; a filter leaves rows alone that say nothing of what it asks for.
    struct Marks {
        var element: String?
        var change: String?
        var effects: [String]?
        var forest: String?

        fileprivate var attributes: String {
            let all = [
                ("element", element), ("change", change), ("effect", effects?.joined(separator: " ")),
                ("forest", forest),
            ]
            return all.map { name, value in value.map { " data-\(name)=\"\(PageText.escaped($0))\"" } ?? "" }.joined()
        }
    }

    /// The class of the table, for its style.
    let kind: String
    let caption: String
    let headings: [String]
    private var rows: [String] = []

    init(_ kind: String, caption: String, _ headings: [String]) {
        self.kind = kind
        self.caption = caption
        self.headings = headings
    }

    var isEmpty: Bool { rows.isEmpty }

    /// Adds a row of cells that are HTML already; the cell of `header` names the row.
    mutating func add(_ cells: [String], header: Int, marks: Marks? = nil) {
        let shown = cells.enumerated().map { index, cell in
            index == header ? "<th scope=\"row\">\(cell)</th>" : "<td>\(cell)</td>"
        }.joined()
        rows.append("<tr\(marks?.attributes ?? "")>\(shown)</tr>")
    }

    var html: String {
        guard !rows.isEmpty else { return "" }
        let heads = headings.map { "<th scope=\"col\">\($0)</th>" }.joined()
        return """
            <table class="\(kind)">
            <caption>\(caption)</caption>
            <thead><tr>\(heads)</tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            </table>
            """
    }
}
