/// One property of a definition with its two values.
public struct SchemaFacet: Sendable, Hashable, Codable {
    /// The properties that are compared; the raw values are the names under which programs get them.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case name, names, oid, syntax, singleValued, rangeLower, rangeUpper, linkID, searchFlags, systemFlags
        case inGlobalCatalog, readOnly, collective, usage, equality, ordering, substring, defunct, schemaIDGUID
        case kind, superior, auxiliaries, must, may, possibleSuperiors
        case contentAuxiliaries, contentMust, contentMay, contentNot
        case supporting

        /// The word by which the schema of Active Directory calls it, where it has one.
        public var title: String {
            switch self {
            case .oid: "OID"
            case .singleValued: "isSingleValued"
            case .inGlobalCatalog: "isMemberOfPartialAttributeSet"
            case .readOnly: "systemOnly"
            case .defunct: "isDefunct"
            case .kind: "objectClassCategory"
            case .superior: "subClassOf"
            case .auxiliaries: "auxiliaryClass"
            case .must: "mustContain"
            case .may: "mayContain"
            case .possibleSuperiors: "possSuperiors"
            default: rawValue
            }
        }
    }

    /// The property.
    public let facet: Kind
    /// What it was; nothing where it was not there.
    public let from: FacetValue?
    /// What it is; nothing where it is gone.
    public let to: FacetValue?

    /// Makes a facet.
    public init(_ facet: Kind, from: FacetValue?, to: FacetValue?) {
        self.facet = facet
        self.from = from
        self.to = to
    }
}
