import Directory

/// What a flow of an object gives of an attribute that is joined by.
struct JoinOffer {
    let attribute: AttributeID
    let rule: CompiledRule
    /// None where it keeps out flows of lower standing and gives nothing.
    let values: [[UInt8]]
}
