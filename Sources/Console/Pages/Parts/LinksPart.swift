/// Ways to go on.
struct LinksPart: PagePart {
    struct Link: Sendable {
        let label: String
        let path: String
    }

    static let template = "links"

    let links: [Link]

    init(links: [(label: String, path: ConsolePath)]) {
        self.links = links.map { Link(label: $0.label, path: $0.path.description) }
    }
}
