/// The tag of a standard rule's template: `Microsoft.InfromADUserJoin.003`.
struct TemplateTag {
    let family: String
    let version: String

    init?(_ tag: String) {
        guard let dot = tag.lastIndex(of: "."), Int(tag[tag.index(after: dot)...]) != nil else { return nil }
        family = String(tag[..<dot])
        version = String(tag[tag.index(after: dot)...])
    }
}
