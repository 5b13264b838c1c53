public import Diagnostics
public import Directory
import Yams

/// The attributes that standard rules may name, class by class: a name that is nowhere in it is a slip of the pen.
public struct CatalogueVocabulary: Sendable {
    /// A side that rules read or write.
    public enum Side: String, Sendable, Hashable, CaseIterable {
        /// The directories.
        case forest
        /// What lies between.
        case metaverse
        /// The cloud.
        case tenant
    }

    private var classes: [Side: [AttributeName: Set<AttributeName>]] = [:]

    /// Reads the sides' files: classes with their attributes, separated by blanks.
    public init(sources: [SourceText]) throws(RuleCatalogueError) {
        var diagnostics: [Diagnostic] = []
        for source in sources {
            let name = source.name.split(separator: ".").first.map(String.init) ?? ""
            guard let side = Side(rawValue: name), let root = try? Yams.compose(yaml: source.text, .basic)?.mapping
            else {
                diagnostics.append(Diagnostic("CAT020", .error, "this is no list of a side's classes", in: source))
                continue
            }
            for (key, value) in root {
                let attributes = (value.string ?? "").split(whereSeparator: \.isWhitespace)
                classes[side, default: [:]][AttributeName(key.string ?? "")] = Set(
                    attributes.map { AttributeName(String($0)) }
                )
            }
        }
        guard diagnostics.isEmpty else { throw RuleCatalogueError(diagnostics: diagnostics) }
    }

    /// Reads the lists that the program carries.
    public static func standard() throws(RuleCatalogueError) -> CatalogueVocabulary {
        try CatalogueVocabulary(sources: RuleCatalogue.files(in: "Vocabulary"))
    }

    /// The classes of a side, ascending by name.
    public func classes(of side: Side) -> [AttributeName] { (classes[side]?.keys).map { $0.sorted() } ?? [] }

    /// The attributes of a class, ascending by name.
    public func attributes(of objectClass: AttributeName, in side: Side) -> [AttributeName] {
        classes[side]?[objectClass]?.sorted() ?? []
    }

    /// Whether a class of that side has the attribute; `*` stands for every class, `dn` for the name of an object.
    public func has(_ attribute: AttributeName, of objectClass: AttributeName, in side: Side) -> Bool {
        guard attribute != "dn" else { return true }
        guard objectClass != "*" else { return classes[side]?.values.contains { $0.contains(attribute) } ?? false }
        return classes[side]?[objectClass]?.contains(attribute) ?? false
    }
}
