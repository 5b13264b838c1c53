import Directory

/// Options as a person writes them: a key and a value for each.
public struct RuleOptionSetting: Sendable, Hashable {
    /// The key.
    public let key: String
    /// The value; lists have commas between their parts.
    public let value: String

    /// Makes a setting.
    public init(key: String, value: String) {
        self.key = key
        self.value = value
    }

    /// Reads `KEY=VALUE`.
    public init?(_ text: String) {
        guard let sign = text.firstIndex(of: "="), sign != text.startIndex else { return nil }
        self.init(key: String(text[..<sign]), value: String(text[text.index(after: sign)...]))
    }

    /// The keys, each with what it takes.
    public static let keys: [(key: String, takes: String)] =
        [
            ("sourceAnchor", "an attribute"), ("joining", "once, mail, objectSid, accountName or attribute:NAME"),
            ("userPrincipalName", "an attribute"),
            ("applications", "all, or some of \(CloudApplication.all.map(\.name).joined(separator: ","))"),
            ("excludedAttributes", "attributes of the tenant"), ("extensions", "user.ATTRIBUTE or group.ATTRIBUTE"),
            ("passwordHashSync", "on or off"),
        ] + RuleFeature.all.map { ($0.name, "on or off") }

    /// Puts settings onto options; what is wrong with them comes all together, as sentences.
    public static func apply(_ settings: [RuleOptionSetting], to options: RuleOptions) -> (RuleOptions, [String]) {
        var result = options
        var problems: [String] = []
        for setting in settings {
            if let problem = setting.apply(to: &result) { problems.append(problem) }
        }
        return (result, problems + result.conflicts)
    }

    /// The settings that make these options of ones without any feature: what is not as it would be is named.
    public static func settings(of options: RuleOptions) -> [RuleOptionSetting] {
        var settings = options.features.map { RuleOptionSetting(key: $0, value: "on") }
        func add(_ key: String, _ value: String, unless isUsual: Bool) {
            if !isUsual { settings.append(RuleOptionSetting(key: key, value: value)) }
        }
        let usual = RuleOptions(features: [])
        add("sourceAnchor", "\(options.sourceAnchor)", unless: options.sourceAnchor == usual.sourceAnchor)
        add("joining", "\(options.joining)", unless: options.joining == usual.joining)
        add("userPrincipalName", "\(options.principalName)", unless: options.principalName == usual.principalName)
        add("applications", (options.applications ?? []).joined(separator: ","), unless: options.applications == nil)
        let excluded = options.excludedAttributes.map(\.spelling).joined(separator: ",")
        add("excludedAttributes", excluded, unless: options.excludedAttributes.isEmpty)
        let extensions = options.extensions.map(\.description).joined(separator: ",")
        add("extensions", extensions, unless: options.extensions.isEmpty)
        add("passwordHashSync", "off", unless: options.synchronizesPasswords)
        return settings
    }

    /// Puts the setting onto options; what is wrong with it, as a sentence.
    public func apply(to options: inout RuleOptions) -> String? {
        switch key.lowercased() {
        case "sourceanchor":
            guard let name = attribute else { return notTaken }
            options.sourceAnchor = SourceAnchor(name)
        case "userprincipalname":
            guard let name = attribute else { return notTaken }
            options.principalName = name
        case "joining":
            guard let method = JoiningMethod(value) else { return notTaken }
            options.joining = method
        case "applications":
            let known = Set(CloudApplication.all.map { $0.name.lowercased() })
            guard value.lowercased() == "all" || parts.allSatisfy({ known.contains($0.lowercased()) }) else {
                return notTaken
            }
            options.applications = value.lowercased() == "all" ? nil : parts
        case "excludedattributes": options.excludedAttributes = parts.map { AttributeName($0) }
        case "extensions":
            let read = parts.map { DirectoryExtension($0) }
            guard read.allSatisfy({ $0 != nil }) else { return notTaken }
            options.extensions = read.compactMap(\.self)
        case "passwordhashsync":
            guard let isOn = Self.switched(value) else { return notTaken }
            options.synchronizesPasswords = isOn
        default:
            guard let feature = RuleFeature.all.first(where: { $0.name.lowercased() == key.lowercased() }) else {
                return "There is no option \(key). Options are \(Self.keys.map(\.key).joined(separator: ", "))."
            }
            guard let isOn = Self.switched(value) else { return notTaken }
            options.features = options.features.filter { $0 != feature.name } + (isOn ? [feature.name] : [])
        }
        return nil
    }

    private static func switched(_ value: String) -> Bool? {
        ["on": true, "true": true, "off": false, "false": false][value.lowercased()]
    }

    private var parts: [String] {
        value.split(whereSeparator: { $0 == "," || $0 == " " || $0 == ";" }).map(String.init)
    }

    private var attribute: AttributeName? {
        parts.count == 1 && parts.first?.contains(where: { "[]{}\"%".contains($0) }) == false
            ? parts.first.map { AttributeName($0) } : nil
    }

    private var notTaken: String {
        let takes = Self.keys.first { $0.key.lowercased() == key.lowercased() }?.takes ?? ""
        return "\(key) takes \(takes), not \"\(value)\"."
    }
}
