/// Something that can be installed into a forest of the lab and extends its schema.
public enum LabFeature: String, Sendable, Hashable, CaseIterable, Codable {
    /// Registered devices, as Windows Server 2012 R2 brings them.
    case device
    /// Recipients, as Exchange brings them.
    case exchange
}
