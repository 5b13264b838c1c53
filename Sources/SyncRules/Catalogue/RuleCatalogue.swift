public import Diagnostics
import Foundation

/// The standard rules as data, in their standard order.
public struct RuleCatalogue: Sendable {
    /// The templates, ascending by their order.
    public let templates: [RuleTemplate]

    /// Reads the catalogue that the program carries.
    public static func standard() throws(RuleCatalogueError) -> RuleCatalogue {
        try RuleCatalogue(sources: files(in: "Templates"), vocabulary: .standard())
    }

    /// The `.yaml` files of a folder of the catalogue, by name.
    static func files(in name: String) throws(RuleCatalogueError) -> [SourceText] {
        guard let folder = Bundle.module.url(forResource: name, withExtension: nil) else {
            let message = "the folder \(name) of the rule catalogue is not beside the program"
            throw RuleCatalogueError(diagnostics: [Diagnostic("CAT001", .error, message)])
        }
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
        return sources
    }

    /// Reads files that are already in memory; attributes are checked where a vocabulary says which there are.
    public init(sources: [SourceText], vocabulary: CatalogueVocabulary? = nil) throws(RuleCatalogueError) {
        var templates: [RuleTemplate] = []
        var diagnostics: [Diagnostic] = []
        for source in sources {
            var reader = RuleTemplateReader(source, vocabulary: vocabulary)
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
