import Diagnostics
import SyncRules
import Yams

extension ConfigurationReader {
    /// The options: features in a list, or keys with values where more than features is chosen.
    mutating func options(_ node: Node) -> RuleOptions {
        guard let mapping = node.mapping else { return features(node) }
        var options = RuleOptions(features: [])
        for (key, value) in mapping {
            let values = value.sequence.map { $0.compactMap(\.string) } ?? value.string.map { [$0] } ?? []
            let setting = RuleOptionSetting(key: key.string ?? "", value: values.joined(separator: ","))
            if let problem = setting.apply(to: &options) { report("CFG005", problem, key) }
        }
        for conflict in options.conflicts { report("CFG026", conflict, node) }
        return options
    }

    private mutating func features(_ node: Node) -> RuleOptions {
        let known = RuleFeature.all.map(\.name)
        var features: [String] = []
        for item in list(node, "options") {
            if let name = item.string, known.contains(name) {
                features.append(name)
            } else {
                report("CFG005", "an option is one of \(known.joined(separator: ", "))", item)
            }
        }
        return RuleOptions(features: features)
    }
}
