/// How far Dryad agrees with a real server about what objects should become.
public struct Calibration: Sendable, Hashable, Codable {
    /// How often they agree about one attribute, or about what one rule writes.
    public struct Score: Sendable, Hashable, Codable {
        /// The attribute, or the rule.
        public let name: String
        /// The attribute's rule, where all of its values come from one; nothing for a rule.
        public let rule: String?
        /// How many objects have the same values.
        public let same: Int
        /// How many have others.
        public let different: Int
        /// How many only the server gives values.
        public let onlyServer: Int
        /// How many only Dryad gives values.
        public let onlyDryad: Int

        /// How many objects were compared.
        public var count: Int { same + different + onlyServer + onlyDryad }
    }

    /// One attribute of one object that differs.
    public struct Difference: Sendable, Hashable, Codable {
        /// Who it is.
        public let label: String
        /// The source anchor.
        public let anchor: String
        /// The attribute.
        public let attribute: String
        /// What the server would send.
        public let server: [String]
        /// What Dryad would send.
        public let dryad: [String]
        /// The rule of Dryad's that writes it.
        public let rule: String?
    }

    /// The file.
    public let file: String
    /// How many objects of the file were compared value by value.
    public let compared: Int
    /// Objects of the file that Dryad would not bring to the tenant, by who they are.
    public let missing: [String]
    /// Objects that the server would delete and Dryad would keep, by who they are.
    public let kept: [String]
    /// Objects of the file that it says no values of.
    public let withoutValues: Int
    /// The attributes, those first that differ most.
    public let attributes: [Score]
    /// The rules, those first that differ most.
    public let rules: [Score]
    /// What differs, the objects in the order of the file.
    public let differences: [Difference]
    /// What a person should know before believing this.
    public let notes: [String]

    /// How many values agree, of a thousand; nothing where nothing was compared.
    public var perMille: Int? {
        let all = attributes.reduce(0) { $0 + $1.count }
        return all == 0 ? nil : attributes.reduce(0) { $0 + $1.same } * 1000 / all
    }
}
