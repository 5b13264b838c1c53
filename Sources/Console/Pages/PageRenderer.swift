import Diagnostics
import Foundation
import Mustache

/// Turns pages into markup, by templates that were read once.
struct PageRenderer: Sendable {
    private let library: MustacheLibrary

    /// One place of the menu.
    private struct Place {
        let label: String
        let path: String
        let isHere: Bool
    }

    /// What the template of a whole page sees.
    private struct Frame {
        let title: String
        let lead: String?
        let places: [Place]
        let content: String
        let reload: Int?
        let events: String?
        let workspace: String
        let leaveToken: String
    }

    /// What the template of a page for strangers sees.
    private struct BareFrame {
        let title: String
        let advice: [String]
    }

    /// The places of the menu, by the first folder of their addresses.
    static let places: [(label: String, folder: String)] = [
        ("Overview", ""), ("Tasks", "tasks"), ("Schema", "schema"), ("Rules", "rules"), ("Objects", "objects"),
        ("Pending exports", "pending"), ("Runs", "runs"), ("Tenant", "tenant"),
    ]

    /// Reads the templates of the target.
    init() throws {
        let bundle = Bundle.module
        guard let folder = bundle.url(forResource: "Templates", withExtension: nil) else {
            throw ConsoleFailure("The templates of the console are missing beside the program. Install Dryad again.")
        }
        var library = MustacheLibrary()
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        for file in files.sorted(by: { $0.path() < $1.path() }) where file.pathExtension == "mustache" {
            let text = try String(contentsOf: file, encoding: .utf8)
            try library.register(text, named: file.deletingPathExtension().lastPathComponent)
        }
        self.library = library
    }

    /// A page with everything around it.
    func render(_ page: Page, workspace: String, leaveToken: Secret) throws -> String {
        let frame = Frame(
            title: Terminal.visible(page.title),
            lead: page.lead.map { Terminal.visible($0) },
            places: Self.places.map {
                Place(
                    label: $0.label,
                    path: $0.folder.isEmpty ? "/" : ConsolePath($0.folder).description,
                    isHere: $0.folder == page.place
                )
            },
            content: try page.parts.map { try render($0) }.joined(),
            reload: page.reload,
            events: page.events?.description,
            workspace: workspace,
            leaveToken: leaveToken.text
        )
        return try text(frame, "page")
    }

    /// A page that names nothing.
    func renderBare(_ refusal: Refusal) throws -> String {
        try text(BareFrame(title: refusal.title, advice: refusal.advice), "bare")
    }

    /// One part.
    func render(_ part: any PagePart) throws -> String { try text(part, type(of: part).template) }

    private func text(_ value: some Sendable, _ template: String) throws -> String {
        guard let text = library.render(value, withTemplate: template) else {
            throw ConsoleFailure("The console has no template \(template). Install Dryad again.")
        }
        return text
    }
}
