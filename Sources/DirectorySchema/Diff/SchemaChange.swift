public import Directory

/// One difference between two schemas.
public struct SchemaChange: Sendable, Hashable, Codable {
    /// What kind of definition it concerns.
    public enum Element: String, Sendable, Hashable, Codable {
        /// A class.
        case objectClass
        /// An attribute.
        case attribute
    }

    /// What happened to it.
    public enum Action: String, Sendable, Hashable, Codable {
        /// It is new.
        case added
        /// It is gone.
        case removed
        /// It is described differently.
        case changed
    }

    /// The kind of definition.
    public let element: Element
    /// What happened.
    public let action: Action
    /// Its name, as the newer of the two schemas spells it.
    public let name: AttributeName
    /// The properties that differ; for an addition or removal those that describe it.
    public let facets: [SchemaFacet]

    /// Makes a change.
    public init(element: Element, action: Action, name: AttributeName, facets: [SchemaFacet]) {
        self.element = element
        self.action = action
        self.name = name
        self.facets = facets
    }
}
