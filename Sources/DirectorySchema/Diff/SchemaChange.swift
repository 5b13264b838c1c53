public import Directory

/// One difference between two schemas.
public struct SchemaChange: Sendable, Hashable, Codable {
    /// What kind of definition it concerns.
    public enum Element: String, Sendable, Hashable, Codable, CaseIterable {
        /// A class.
        case objectClass = "class"
        /// An attribute.
        case attribute
    }

    /// What happened to it.
    public enum Action: String, Sendable, Hashable, Codable, CaseIterable {
        /// It is gone.
        case removed
        /// It is new.
        case added
        /// It has another name, and perhaps other properties; its OID tells.
        case renamed
        /// It is described differently.
        case modified
    }

    /// The kind of definition.
    public let element: Element
    /// What happened.
    public let action: Action
    /// Its name, as the newer of the two schemas spells it.
    public let name: AttributeName
    /// The properties that differ; for an addition or removal those that describe it.
    public let facets: [SchemaFacet]

    private enum CodingKeys: String, CodingKey {
        case element, name, facets
        case action = "change"
    }

    /// Makes a change.
    public init(element: Element, action: Action, name: AttributeName, facets: [SchemaFacet]) {
        self.element = element
        self.action = action
        self.name = name
        self.facets = facets
    }

    /// The name that it had before.
    public var oldName: AttributeName {
        guard case .text(let name)? = facets.first(where: { $0.facet == .name })?.from else { return name }
        return AttributeName(name)
    }

    /// The property of that kind, where it differs.
    public func facet(_ kind: SchemaFacet.Kind) -> SchemaFacet? { facets.first { $0.facet == kind } }
}
