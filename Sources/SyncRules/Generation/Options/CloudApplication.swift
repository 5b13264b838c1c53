/// A service of the tenant whose attributes can be left out as a whole.
public struct CloudApplication: Sendable, Hashable {
    /// The word at the end of its rules' names.
    public let name: String

    /// All of them, in the order of their rules.
    public static let all = [
        "ExchangeOnline", "DynamicsCRM", "Intune", "LyncOnline", "SharePointOnline", "AzureRMS", "OfficeProPlus",
    ].map { CloudApplication(name: $0) }
}
