public import Diagnostics
public import Foundation

/// The standard rules as data, in their standard order.
public struct RuleCatalogue: Sendable {
    /// The templates, ascending by their order.
    public let templates: [RuleTemplate]

    /// Reads the catalogue that the program carries.
    public static func standard() throws(RuleCatalogueError) -> RuleCatalogue {
        guard let folder = Bundle.module.url(forResource: "Templates", withExtension: nil) else {
            throw RuleCatalogueError(
                diagnostics: [
                    Diagnostic("CAT001", .error, "the folder Templates of the rule catalogue is not beside the program")
                ]
            )
        }
        return try RuleCatalogue(folder: folder)
    }

    /// Reads every `.yaml` file of a folder.
    public init(folder: URL) throws(RuleCatalogueError) {
        var sources: [SourceText] = []
        do {
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            for file in files.sorted(by: { $0.lastPathComponent < $1.lastPathComponent })
            where file.pathExtension == "yaml" {
                sources.append(
                    SourceText(name: file.lastPathComponent, text: try String(contentsOf: file, encoding: .utf8))
                )
            }
        } catch {
            throw RuleCatalogueError(
                diagnostics: [Diagnostic("CAT002", .error, "the rule catalogue cannot be read: \(error)")]
            )
        }
        try self.init(sources: sources)
    }

    /// Reads files that are already in memory.
    public init(sources: [SourceText]) throws(RuleCatalogueError) {
        var templates: [RuleTemplate] = []
        var diagnostics: [Diagnostic] = []
        for source in sources {
            var reader = RuleTemplateReader(source)
            templates += reader.read()
            diagnostics += reader.diagnostics
        }
        var tags: Set<String> = []
        for template in templates where !tags.insert(template.tag).inserted {
            diagnostics.append(Diagnostic("CAT003", .error, "the tag \(template.tag) is used twice"))
        }
        guard diagnostics.isEmpty else { throw RuleCatalogueError(diagnostics: diagnostics) }
        self.templates = templates.sorted { ($0.order, $0.tag) < ($1.order, $1.tag) }
    }
}
