public import DirectorySchema

/// A connector as a server's exported configuration describes it; secrets are not in such files, and not in here.
public struct ExportedConnector: Sendable, Hashable {
    /// A partition: a domain of a forest, or the one of the tenant.
    public struct Partition: Sendable, Hashable, Encodable {
        /// Its GUID, lower case without braces.
        public let identifier: String
        /// Its DN.
        public let name: String
        /// Whether it is imported.
        public let isSelected: Bool
        /// The classes that are imported.
        public let objectClasses: [String]
        /// Containers whose objects are imported; of several that fit an object the longest name decides.
        public let inclusions: [String]
        /// Containers whose objects are not.
        public let exclusions: [String]
        /// Values for parameters of rules, such as `Domain.FQDN`.
        public let parameters: [String: String]
        /// Everything else that the file says of it: values by the paths of their elements.
        public let settings: [String: String]

        private enum CodingKeys: String, CodingKey {
            case identifier, name, isSelected, objectClasses, inclusions, exclusions, parameters
        }
    }

    /// A run profile.
    public struct RunProfile: Sendable, Hashable, Encodable {
        /// Its name.
        public let name: String
        /// The steps: their types, as the file writes them.
        public let steps: [String]
        /// What the file says of each step: values by the paths of their elements.
        public let stepSettings: [[String: String]]

        private enum CodingKeys: String, CodingKey { case name, steps }
    }

    /// Its GUID, lower case without braces.
    public let identifier: String
    /// Its name.
    public let name: String
    /// `AD`, or `Extensible2` for the tenant.
    public let category: String
    /// The cached schema.
    public let schema: SchemaSnapshot
    /// The partitions.
    public let partitions: [Partition]
    /// The attributes that are imported and exported.
    public let attributeInclusion: [String]
    /// The run profiles.
    public let runProfiles: [RunProfile]
    /// Values for parameters of rules, such as `Forest.FQDN`.
    public let parameters: [String: String]
    /// Everything else that the file says of it, without its schema: values by the paths of their elements, such as
    /// `password-hash-sync-config/enabled`.
    public let settings: [String: String]

    /// Whether it is that of the tenant.
    public var isTenant: Bool { category != "AD" }

    /// The DNS name of its forest; nothing for the tenant, and where the file does not say.
    public var forest: String? {
        guard !isTenant else { return nil }
        return [parameters["Forest.FQDN"], parameters["forest-name"]].compactMap { $0 }
            .map(ExchangeText.trimmed).first { !$0.isEmpty }
    }

    /// The values of `%Name%` in rules of this connector, with those of its first selected partition.
    public var ruleParameters: [String: String] {
        let partition = partitions.first(where: \.isSelected) ?? partitions.first
        return parameters.merging(partition?.parameters ?? [:]) { first, _ in first }
            .merging(["Connector.ID": identifier]) { first, _ in first }
    }
}
