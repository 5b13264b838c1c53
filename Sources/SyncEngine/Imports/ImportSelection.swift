public import Directory
import Plans

/// What an import asks for, as a digest: a watermark is good for the same selection alone.
public enum ImportSelection {
    /// The digest of classes, attributes and whatever else narrows what is read, in any order.
    public static func digest(classes: [AttributeName], attributes: [AttributeName], limits: [String] = []) -> String {
        let parts =
            classes.map { "class \($0.folded)" } + attributes.map { "attribute \($0.folded)" }
            + limits.map { "limit \($0)" }
        return Fingerprint(of: Array(Set(parts).sorted().joined(separator: "\n").utf8)).hex
    }
}
